// expect = []
CREATE (l:Licence {id: 'licence:X:L1', licence_id: 'L1', status: 'granted', valid_from: date('2024-01-01'), valid_to: date('2025-01-01')}),
       (l)-[:HAS_LINE]->(:LicenceLine {id: 'L1:1', line: 1, quantity: 100.0, unit: 'pcs', valid_to: date('2024-02-15')}),
       (l)-[:HAS_LINE]->(:LicenceLine {id: 'L1:1:a', line: 1, quantity: 200.0, unit: 'pcs', valid_from: date('2024-02-15')}),
       (:Shipment {id: 'S1', date: date('2024-02-01'), quantity: 60.0, unit: 'pcs'})-[:UNDER_LICENCE]->(l),
       (:Shipment {id: 'S2', date: date('2024-03-01'), quantity: 60.0, unit: 'pcs'})-[:UNDER_LICENCE]->(l)
