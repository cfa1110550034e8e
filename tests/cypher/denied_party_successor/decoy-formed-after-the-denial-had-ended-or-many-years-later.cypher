// expect = []
CREATE (o:Party {id: 'P-old', name: 'Once Denied', listed: true})-[:NAMED_IN]->(:Denial {id: 'D1', kind: 'denial_order', valid_from: date('2010-03-01'), valid_to: date('2012-03-01'), known_from: date('2010-03-01')}),
       (n:Party {id: 'P-new', name: 'New', registered_on: date('2012-06-01')}),
       (a:Address {id: 'A1', text: '5 Mill Lane', normal: '5 mill lane'}), (c:Contact {id: 'C1', kind: 'phone', value: '+1'}),
       (o)-[:LOCATED_AT]->(a), (n)-[:LOCATED_AT]->(a), (o)-[:REACHED_AT]->(c), (n)-[:REACHED_AT]->(c),
       (l:Party {id: 'P-long', name: 'Long Denied', listed: true})-[:NAMED_IN]->(:Denial {id: 'D2', kind: 'denial_order', valid_from: date('2010-03-01'), known_from: date('2010-03-01')}),
       (m:Party {id: 'P-much-later', name: 'Much Later', registered_on: date('2020-06-01')}),
       (b:Address {id: 'A2', text: '9 Mill Lane', normal: '9 mill lane'}), (e:Contact {id: 'C2', kind: 'phone', value: '+2'}),
       (l)-[:LOCATED_AT]->(b), (m)-[:LOCATED_AT]->(b), (l)-[:REACHED_AT]->(e), (m)-[:REACHED_AT]->(e)
