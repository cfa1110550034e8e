// expect = []
CREATE (l:Party {id: 'P-listed', name: 'Listed Ltd', listed: true})-[:NAMED_IN]->(:Denial {id: 'D1', kind: 'listing', authority: 'US-BIS', valid_from: date('2020-01-10'), known_from: date('2020-01-10')}),
       (l)-[:LOCATED_AT {valid_to: date('2021-01-01')}]->(a:Address {id: 'A1', text: '610 Harbour Road', normal: '610 harbour road'}),
       (:Party {id: 'P-new', name: 'Next Tenant'})-[:LOCATED_AT {valid_from: date('2021-01-01')}]->(a)
