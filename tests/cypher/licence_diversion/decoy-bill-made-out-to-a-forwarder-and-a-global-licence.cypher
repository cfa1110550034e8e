// expect = []
CREATE (l:Licence {id: 'licence:X:L1', licence_id: 'L1', status: 'granted', country: 'AE'}),
       (:Party {id: 'P1', name: 'Named Consignee'})-[:PARTY_TO {role: 'consignee'}]->(l),
       (s:Shipment {id: 'S1', date: date('2024-02-01'), destination: 'AE'})-[:UNDER_LICENCE]->(l),
       (:Party {id: 'P2', name: 'Global Cargo', intermediary: 'forwarder'})-[:PARTY_TO {role: 'consignee'}]->(s),
       (g:Licence {id: 'licence:X:G1', licence_id: 'G1', kind: 'global', status: 'granted'}),
       (t:Shipment {id: 'S2', date: date('2024-02-01'), destination: 'SG'})-[:UNDER_LICENCE]->(g),
       (:Party {id: 'P3', name: 'Anyone'})-[:PARTY_TO {role: 'consignee'}]->(t)
