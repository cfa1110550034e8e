// expect = []
CREATE (c:Contact {id: 'C1', kind: 'phone', value: '+1'}),
       (l:Party {id: 'P1', name: 'Listed Ltd', listed: true})-[:REACHED_AT {valid_to: date('2020-01-01')}]->(c),
       (:Party {id: 'P2', name: 'Baker'})-[:REACHED_AT {valid_from: date('2022-01-01')}]->(c),
       (l)-[:NAMED_IN]->(:Denial {id: 'D1', kind: 'listing', valid_from: date('2019-01-01'), known_from: date('2019-01-01')})
