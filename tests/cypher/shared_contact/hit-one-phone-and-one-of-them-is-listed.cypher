// expect = [{ contact_id = "C1", parties = ["Aster Ltd", "Listed Ltd"], sharing = 2, concern = ["listed"] }]
CREATE (c:Contact {id: 'C1', kind: 'phone', value: '+971501234567'}),
       (l:Party {id: 'P1', name: 'Listed Ltd', listed: true})-[:REACHED_AT]->(c),
       (:Party {id: 'P2', name: 'Aster Ltd'})-[:REACHED_AT]->(c),
       (l)-[:NAMED_IN]->(:Denial {id: 'D1', kind: 'listing', valid_from: date('2022-01-01'), known_from: date('2022-01-01')})
