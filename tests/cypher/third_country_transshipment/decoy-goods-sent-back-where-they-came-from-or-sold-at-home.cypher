// expect = []
CREATE (m:Party {id: 'P-mid', name: 'Repair shop'})-[:PARTY_TO {role: 'consignee'}]->(:Shipment {id: 'S-in', date: date('2024-01-10'), departure: 'RU', destination: 'TR', hs6: '854231', quantity: 5.0, unit: 'pcs'}),
       (m)-[:PARTY_TO {role: 'exporter'}]->(:Shipment {id: 'S-out', date: date('2024-02-09'), departure: 'TR', destination: 'RU', hs6: '854231', quantity: 5.0, unit: 'pcs'}),
       (h:Party {id: 'P-home', name: 'Home maker'})-[:PARTY_TO {role: 'consignee'}]->(:Shipment {id: 'H-in', date: date('2024-01-10'), departure: 'TR', destination: 'TR', hs6: '854231', quantity: 5.0, unit: 'pcs'}),
       (h)-[:PARTY_TO {role: 'exporter'}]->(:Shipment {id: 'H-out', date: date('2024-02-09'), departure: 'TR', destination: 'RU', hs6: '854231', quantity: 5.0, unit: 'pcs'})
