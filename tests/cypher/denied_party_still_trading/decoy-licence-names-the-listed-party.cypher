// expect = []
CREATE (p:Party {id: 'P1', name: 'Listed Works', listed: true})-[:NAMED_IN]->(:Denial {id: 'D1', kind: 'listing', authority: 'US-BIS', valid_from: date('2020-01-01'), known_from: date('2020-01-01')}),
       (p)-[:PARTY_TO {role: 'consignee'}]->(s:Shipment {id: 'S1', date: date('2023-05-01')}),
       (s)-[:UNDER_LICENCE]->(l:Licence {id: 'L1', licence_id: 'L1', status: 'granted', valid_from: date('2023-01-01'), valid_to: date('2024-01-01')}),
       (p)-[:PARTY_TO {role: 'end_user'}]->(l)
