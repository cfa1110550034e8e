// expect = []
CREATE (l:Party {id: 'P-listed', name: 'Listed Ltd', listed: true})-[:NAMED_IN]->(:Denial {id: 'D1', kind: 'listing', authority: 'US-BIS', valid_from: date('2020-01-10'), known_from: date('2020-01-10')}),
       (l)-[:LOCATED_AT]->(a:Address {id: 'A1', text: '610 Harbour Road', normal: '610 harbour road'}),
       (:Party {id: 'P-old', name: 'Long Gone'})-[:LOCATED_AT {valid_to: date('2019-06-01')}]->(a)
