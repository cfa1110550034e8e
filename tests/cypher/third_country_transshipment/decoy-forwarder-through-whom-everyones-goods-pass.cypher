// expect = []
CREATE (m:Party {id: 'P-fwd', name: 'Global Cargo', intermediary: 'forwarder'})-[:PARTY_TO {role: 'consignee'}]->(:Shipment {id: 'S-in', date: date('2024-01-10'), departure: 'DE', destination: 'TR', hs6: '854231', quantity: 500.0, unit: 'pcs'}),
       (m)-[:PARTY_TO {role: 'shipper'}]->(:Shipment {id: 'S-out', date: date('2024-02-09'), departure: 'TR', destination: 'RU', hs6: '854231', quantity: 500.0, unit: 'pcs'})
