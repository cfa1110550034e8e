// expect = []
CREATE (l:Party {id: 'P-listed', name: 'Once Listed', listed: true})-[:NAMED_IN]->(:Denial {id: 'D1', kind: 'denial_order', authority: 'US-BIS', valid_from: date('2010-01-10'), valid_to: date('2015-01-10'), known_from: date('2010-01-10')}),
       (l)-[:LOCATED_AT]->(a:Address {id: 'A1', text: '610 Harbour Road', normal: '610 harbour road'}),
       (:Party {id: 'P-new', name: 'Neighbour'})-[:LOCATED_AT]->(a)
