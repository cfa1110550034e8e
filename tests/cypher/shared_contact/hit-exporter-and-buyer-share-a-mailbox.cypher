// expect = [{ contact_id = "C1", parties = ["Buyer", "Seller"], concern = ["trade of concern"] }]
CREATE (c:Contact {id: 'C1', kind: 'email', value: 'sales@one.example'}),
       (a:Party {id: 'P1', name: 'Seller'})-[:REACHED_AT]->(c), (b:Party {id: 'P2', name: 'Buyer'})-[:REACHED_AT]->(c),
       (a)-[:PARTY_TO {role: 'exporter'}]->(s:Shipment {id: 'S1', date: date('2024-02-01'), destination: 'TR', control_code: '3A001'}),
       (b)-[:PARTY_TO {role: 'consignee'}]->(s)
