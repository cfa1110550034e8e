// expect = []
CREATE (l:Licence {id: 'licence:X:L1', licence_id: 'L1', status: 'granted', country: 'AE'}),
       (:Shipment {id: 'S1', date: date('2024-02-01'), destination: 'KG', status: 'cancelled'})-[:UNDER_LICENCE]->(l)
