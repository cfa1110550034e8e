// expect = [{ licence_id = "L1", shipment_id = "S1", differs = ["consignee"], went_to = ["Somebody Else"] }]
CREATE (l:Licence {id: 'licence:X:L1', licence_id: 'L1', status: 'granted', country: 'AE'}),
       (:Party {id: 'P1', name: 'Named Consignee', country: 'AE'})-[:PARTY_TO {role: 'consignee'}]->(l),
       (s:Shipment {id: 'S1', date: date('2024-02-01'), destination: 'AE'})-[:UNDER_LICENCE]->(l),
       (:Party {id: 'P2', name: 'Somebody Else', country: 'AE'})-[:PARTY_TO {role: 'consignee'}]->(s)
