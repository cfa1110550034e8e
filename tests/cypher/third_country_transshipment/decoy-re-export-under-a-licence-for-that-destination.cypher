// expect = []
CREATE (m:Party {id: 'P-mid', name: 'Bosphorus Elektronik'})-[:PARTY_TO {role: 'consignee'}]->(:Shipment {id: 'S-in', date: date('2024-01-10'), departure: 'DE', destination: 'TR', hs6: '854231', quantity: 500.0, unit: 'pcs'}),
       (m)-[:PARTY_TO {role: 'exporter'}]->(o:Shipment {id: 'S-out', date: date('2024-02-09'), departure: 'TR', destination: 'RU', hs6: '854231', quantity: 500.0, unit: 'pcs'}),
       (o)-[:UNDER_LICENCE]->(:Licence {id: 'L1', licence_id: 'TR-1', status: 'granted', country: 'RU', valid_from: date('2024-01-01'), valid_to: date('2025-01-01')})
