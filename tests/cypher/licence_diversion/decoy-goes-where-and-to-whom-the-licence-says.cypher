// # By way of the intermediary's country, which the licence names; the end user takes delivery himself.
// expect = []
CREATE (l:Licence {id: 'licence:X:L1', licence_id: 'L1', status: 'granted', country: 'AE'}),
       (c:Party {id: 'P1', name: 'Named Consignee', country: 'AE'})-[:PARTY_TO {role: 'consignee'}]->(l),
       (u:Party {id: 'P2', name: 'Named End User', country: 'AE'})-[:PARTY_TO {role: 'end_user'}]->(l),
       (:Party {id: 'P3', name: 'Named Agent', country: 'SG'})-[:PARTY_TO {role: 'intermediary'}]->(l),
       (s:Shipment {id: 'S1', date: date('2024-02-01'), destination: 'SG'})-[:UNDER_LICENCE]->(l),
       (u)-[:PARTY_TO {role: 'consignee'}]->(s), (u)-[:PARTY_TO {role: 'end_user'}]->(s)
