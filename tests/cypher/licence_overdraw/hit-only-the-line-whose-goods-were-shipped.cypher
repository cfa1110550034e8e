// # Goods of another line and goods in another unit are not added up; the unit is told.
// expect = [{ licence_id = "L1", line = 2, over = 5.0, unit = "kg", other_units = ["pcs"] }]
CREATE (l:Licence {id: 'licence:X:L1', licence_id: 'L1', status: 'granted'}),
       (l)-[:HAS_LINE]->(:LicenceLine {id: 'L1:1', line: 1, quantity: 1000.0, unit: 'pcs', hs_code: '854231'}),
       (l)-[:HAS_LINE]->(:LicenceLine {id: 'L1:2', line: 2, quantity: 10.0, unit: 'kg', hs_code: '810890'}),
       (:Shipment {id: 'S1', date: date('2024-02-01'), quantity: 900.0, unit: 'pcs', hs_code: '85423190'})-[:UNDER_LICENCE]->(l),
       (:Shipment {id: 'S2', date: date('2024-03-01'), quantity: 15.0, unit: 'kg', hs_code: '81089050'})-[:UNDER_LICENCE]->(l),
       (:Shipment {id: 'S3', date: date('2024-03-02'), quantity: 40.0, unit: 'pcs', hs_code: '81089050'})-[:UNDER_LICENCE]->(l)
