// # What was shipped under a refused application is another matter: nothing was authorised.
// expect = []
CREATE (l:Licence {id: 'licence:X:L1', licence_id: 'L1', status: 'granted'})-[:HAS_LINE]->(:LicenceLine {id: 'L1:1', line: 1, quantity: 100.0, unit: 'pcs'}),
       (:Shipment {id: 'S1', date: date('2024-02-01'), quantity: 40.0, unit: 'pcs'})-[:UNDER_LICENCE]->(l),
       (:Shipment {id: 'S2', date: date('2024-03-01'), quantity: 60.0, unit: 'pcs'})-[:UNDER_LICENCE]->(l),
       (r:Licence {id: 'licence:X:L2', licence_id: 'L2', status: 'refused'})-[:HAS_LINE]->(:LicenceLine {id: 'L2:1', line: 1, quantity: 10.0, unit: 'pcs'}),
       (:Shipment {id: 'S3', date: date('2024-03-01'), quantity: 60.0, unit: 'pcs'})-[:UNDER_LICENCE]->(r)
