// # 40 cartons against 500 pieces: said, not reckoned.
// expect = [{ intermediary_id = "P-mid", compared = "not compared: pcs and cartons" }]
CREATE (m:Party {id: 'P-mid', name: 'Bosphorus Elektronik'})-[:PARTY_TO {role: 'importer'}]->(:Shipment {id: 'S-in', date: date('2024-01-10'), departure: 'DE', destination: 'TR', hs6: '854231', quantity: 500.0, unit: 'pcs'}),
       (m)-[:PARTY_TO {role: 'shipper'}]->(:Shipment {id: 'S-out', date: date('2024-02-09'), departure: 'TR', destination: 'BY', hs6: '854231', quantity: 40.0, unit: 'cartons'})
