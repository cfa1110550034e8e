// # Four traders, each with one thing that breaks the pattern.
// expect = []
CREATE (a:Party {id: 'P-a', name: 'Other part'})-[:PARTY_TO {role: 'consignee'}]->(:Shipment {id: 'A1', date: date('2024-01-10'), departure: 'DE', destination: 'TR', hs6: '854231', part_number: 'STM32', quantity: 500.0, unit: 'pcs'}),
       (a)-[:PARTY_TO {role: 'exporter'}]->(:Shipment {id: 'A2', date: date('2024-02-09'), departure: 'TR', destination: 'RU', hs6: '854231', part_number: 'GD32', quantity: 500.0, unit: 'pcs'}),
       (b:Party {id: 'P-b', name: 'Too late'})-[:PARTY_TO {role: 'consignee'}]->(:Shipment {id: 'B1', date: date('2023-01-10'), departure: 'DE', destination: 'TR', hs6: '854231', quantity: 500.0, unit: 'pcs'}),
       (b)-[:PARTY_TO {role: 'exporter'}]->(:Shipment {id: 'B2', date: date('2023-07-10'), departure: 'TR', destination: 'RU', hs6: '854231', quantity: 500.0, unit: 'pcs'}),
       (c:Party {id: 'P-c', name: 'A sample only'})-[:PARTY_TO {role: 'consignee'}]->(:Shipment {id: 'C1', date: date('2024-01-10'), departure: 'DE', destination: 'TR', hs6: '854231', quantity: 500.0, unit: 'pcs'}),
       (c)-[:PARTY_TO {role: 'exporter'}]->(:Shipment {id: 'C2', date: date('2024-02-09'), departure: 'TR', destination: 'RU', hs6: '854231', quantity: 20.0, unit: 'pcs'}),
       (e:Party {id: 'P-e', name: 'Shipped before importing'})-[:PARTY_TO {role: 'consignee'}]->(:Shipment {id: 'E1', date: date('2024-03-10'), departure: 'DE', destination: 'TR', hs6: '854231', quantity: 500.0, unit: 'pcs'}),
       (e)-[:PARTY_TO {role: 'exporter'}]->(:Shipment {id: 'E2', date: date('2024-02-09'), departure: 'TR', destination: 'RU', hs6: '854231', quantity: 500.0, unit: 'pcs'})
