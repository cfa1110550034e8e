// expect = []
CREATE (l:Party {id: 'P-listed', name: 'Listed Ltd', listed: true, dissolved_on: date('2021-02-01')})-[:NAMED_IN]->(:Denial {id: 'D1', kind: 'listing', authority: 'US-BIS', valid_from: date('2020-01-10'), known_from: date('2020-01-10')}),
       (l)-[:LOCATED_AT]->(a:Address {id: 'A1', text: '610 Harbour Road', normal: '610 harbour road'}),
       (:Party {id: 'P-new', name: 'Next Tenant', registered_on: date('2021-08-01')})-[:LOCATED_AT]->(a)
