// expect = []
CREATE (o:Party {id: 'P-old', name: 'Vostok Trade', listed: true})-[:NAMED_IN]->(:Denial {id: 'D1', kind: 'listing', valid_from: date('2021-03-01'), known_from: date('2021-03-01')}),
       (n:Party {id: 'P-new', name: 'Bakery', registered_on: date('2021-06-01')}), (a:Address {id: 'A1', text: '5 Mill Lane', normal: '5 mill lane'}),
       (o)-[:LOCATED_AT]->(a), (n)-[:LOCATED_AT]->(a)
