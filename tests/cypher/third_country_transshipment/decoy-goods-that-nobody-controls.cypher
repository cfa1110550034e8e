// expect = []
CREATE (m:Party {id: 'P-mid', name: 'Textil'})-[:PARTY_TO {role: 'consignee'}]->(:Shipment {id: 'S-in', date: date('2024-01-10'), departure: 'IT', destination: 'TR', hs6: '610910', control_code: 'EAR99', quantity: 500.0, unit: 'pcs'}),
       (m)-[:PARTY_TO {role: 'exporter'}]->(:Shipment {id: 'S-out', date: date('2024-02-09'), departure: 'TR', destination: 'RU', hs6: '610910', quantity: 500.0, unit: 'pcs'})
