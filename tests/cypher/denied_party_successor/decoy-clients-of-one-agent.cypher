// # Address and phone of a registered agent with thirty clients.
// expect = []
CREATE (o:Party {id: 'P-old', name: 'Vostok Trade', listed: true})-[:NAMED_IN]->(:Denial {id: 'D1', kind: 'listing', valid_from: date('2021-03-01'), known_from: date('2021-03-01')}),
       (a:Address {id: 'A1', text: 'Suite 5, 1 Nominee House', normal: 'suite 5 1 nominee house'}), (c:Contact {id: 'C1', kind: 'phone', value: '+1'}),
       (o)-[:LOCATED_AT]->(a), (o)-[:REACHED_AT]->(c)
FOREACH (n IN range(1, 30) | CREATE (x:Party {id: 'P' + toString(n), name: 'Client ' + toString(n), registered_on: date('2021-06-01')})-[:LOCATED_AT]->(a) CREATE (x)-[:REACHED_AT]->(c))
