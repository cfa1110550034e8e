// expect = []
CREATE (l:Party {id: 'P-listed', name: 'Listed Ltd', listed: true})-[:NAMED_IN]->(:Denial {id: 'D1', kind: 'listing', authority: 'US-BIS', valid_from: date('2020-01-10'), known_from: date('2020-01-10')}),
       (l)-[:LOCATED_AT]->(a:Address {id: 'A1', text: 'Tehran, Iran', normal: 'tehran iran'}),
       (:Party {id: 'P-other', name: 'Other Firm'})-[:LOCATED_AT]->(a)
