// expect = []
CREATE (l:Licence {id: 'licence:X:L1', licence_id: 'L1', status: 'granted', country: 'AE'}),
       (c:Party {id: 'P1', name: 'Al Noor Trading LLC'})-[:PARTY_TO {role: 'consignee'}]->(l),
       (s:Shipment {id: 'S1', date: date('2024-02-01'), destination: 'AE'})-[:UNDER_LICENCE]->(l),
       (o:Party {id: 'P2', name: 'Alnoor Trdg'})-[:PARTY_TO {role: 'consignee'}]->(s),
       (o)-[:POSSIBLY_SAME_AS {score: 0.8}]->(c)
