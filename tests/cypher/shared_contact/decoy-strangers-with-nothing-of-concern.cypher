// # And two listed parties on one phone: their lists say so already.
// expect = []
CREATE (c:Contact {id: 'C1', kind: 'phone', value: '+1'}), (d:Contact {id: 'C2', kind: 'phone', value: '+2'}),
       (a:Party {id: 'P1', name: 'A'})-[:REACHED_AT]->(c), (:Party {id: 'P2', name: 'B'})-[:REACHED_AT]->(c),
       (a)-[:PARTY_TO {role: 'exporter'}]->(:Shipment {id: 'S1', date: date('2024-02-01'), destination: 'FR', control_code: 'EAR99'}),
       (x:Party {id: 'P3', name: 'X', listed: true})-[:REACHED_AT]->(d), (y:Party {id: 'P4', name: 'Y', listed: true})-[:REACHED_AT]->(d),
       (x)-[:NAMED_IN]->(l:Denial {id: 'D1', kind: 'listing', valid_from: date('2019-01-01'), known_from: date('2019-01-01')}), (y)-[:NAMED_IN]->(l)
