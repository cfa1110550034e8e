// expect = [{ intermediary_id = "P-mid", hs6 = "854231", origin = "DE", via = "TR", destination = "RU", pairs = 1, gap_days = 30, share = 1.0, compared = "pcs" }]
CREATE (m:Party {id: 'P-mid', name: 'Bosphorus Elektronik', country: 'TR'}),
       (:Party {id: 'P-maker', name: 'Chipwerk', country: 'DE'})-[:PARTY_TO {role: 'exporter'}]->(i:Shipment {id: 'S-in', reference: 'IN-1', date: date('2024-01-10'), departure: 'DE', destination: 'TR', hs6: '854231', hs_code: '85423190', control_code: '3A001.a.2', quantity: 500.0, unit: 'pcs'}),
       (m)-[:PARTY_TO {role: 'consignee'}]->(i),
       (m)-[:PARTY_TO {role: 'exporter'}]->(o:Shipment {id: 'S-out', reference: 'OUT-1', date: date('2024-02-09'), departure: 'TR', destination: 'RU', hs6: '854231', hs_code: '854231', quantity: 500.0, unit: 'PCS'}),
       (:Party {id: 'P-buyer', name: 'Zavod', country: 'RU'})-[:PARTY_TO {role: 'consignee'}]->(o)
