// expect = [{ intermediary_id = "P-mid", compared = "kg", share = 0.9 }]
CREATE (m:Party {id: 'P-mid', name: 'Bosphorus Elektronik'})-[:PARTY_TO {role: 'importer'}]->(:Shipment {id: 'S-in', date: date('2024-01-10'), departure: 'DE', destination: 'TR', hs6: '854231', quantity: 500.0, unit: 'pcs', net_kg: 10.0}),
       (m)-[:PARTY_TO {role: 'shipper'}]->(:Shipment {id: 'S-out', date: date('2024-02-09'), departure: 'TR', destination: 'BY', hs6: '854231', quantity: 40.0, unit: 'cartons', net_kg: 9.0})
