// expect = [{ licence_id = "L1", line = 1, authorised = 100.0, shipped = 120.0, over = 20.0, unit = "pcs", overdrawn_on = 2024-03-01, shipments = 2 }]
CREATE (l:Licence {id: 'licence:X:L1', licence_id: 'L1', authority: 'X', status: 'granted', valid_from: date('2024-01-01'), valid_to: date('2025-01-01')})-[:HAS_LINE]->(:LicenceLine {id: 'L1:1', line: 1, quantity: 100.0, unit: 'pcs', part_number: 'AD9361'}),
       (e:Party {id: 'P1', name: 'Exporter GmbH'})-[:PARTY_TO {role: 'exporter'}]->(s1:Shipment {id: 'S1', date: date('2024-02-01'), quantity: 60.0, unit: 'pcs', part_number: 'AD9361'}),
       (e)-[:PARTY_TO {role: 'exporter'}]->(s2:Shipment {id: 'S2', date: date('2024-03-01'), quantity: 60.0, unit: 'PCS', part_number: 'AD9361'}),
       (s1)-[:UNDER_LICENCE]->(l), (s2)-[:UNDER_LICENCE]->(l)
