// expect = [{ party_id = "P-new", denied_id = "P-old", denied_from = 2021-03-01, started_on = 2021-06-01, started = "formed", shared = 2 }]
CREATE (o:Party {id: 'P-old', name: 'Vostok Trade', listed: true})-[:NAMED_IN]->(:Denial {id: 'D1', kind: 'denial_order', title: 'Order', authority: 'US-BIS', valid_from: date('2021-03-01'), known_from: date('2021-03-01')}),
       (n:Party {id: 'P-new', name: 'Zapad Trade', registered_on: date('2021-06-01')}),
       (a:Address {id: 'A1', text: '5 Mill Lane', normal: '5 mill lane'}), (c:Contact {id: 'C1', kind: 'phone', value: '+1'}),
       (o)-[:LOCATED_AT]->(a), (n)-[:LOCATED_AT]->(a), (o)-[:REACHED_AT]->(c), (n)-[:REACHED_AT]->(c)
