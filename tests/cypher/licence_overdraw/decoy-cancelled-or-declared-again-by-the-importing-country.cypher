// expect = []
CREATE (l:Licence {id: 'licence:X:L1', licence_id: 'L1', status: 'granted'})-[:HAS_LINE]->(:LicenceLine {id: 'L1:1', line: 1, quantity: 100.0, unit: 'pcs'}),
       (:Shipment {id: 'S1', date: date('2024-02-01'), quantity: 100.0, unit: 'pcs', flow: 'export', status: 'cleared'})-[:UNDER_LICENCE]->(l),
       (:Shipment {id: 'S2', date: date('2024-02-01'), quantity: 100.0, unit: 'pcs', flow: 'export', status: 'cancelled'})-[:UNDER_LICENCE]->(l),
       (:Shipment {id: 'S3', date: date('2024-02-20'), quantity: 100.0, unit: 'pcs', flow: 'import'})-[:UNDER_LICENCE]->(l)
