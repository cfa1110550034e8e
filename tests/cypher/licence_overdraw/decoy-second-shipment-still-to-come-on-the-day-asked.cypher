// as_of = 2024-02-10
// expect = []
CREATE (l:Licence {id: 'licence:X:L1', licence_id: 'L1', status: 'granted'})-[:HAS_LINE]->(:LicenceLine {id: 'L1:1', line: 1, quantity: 100.0, unit: 'pcs'}),
       (:Shipment {id: 'S1', date: date('2024-02-01'), quantity: 60.0, unit: 'pcs'})-[:UNDER_LICENCE]->(l),
       (:Shipment {id: 'S2', date: date('2024-03-01'), quantity: 60.0, unit: 'pcs'})-[:UNDER_LICENCE]->(l)
