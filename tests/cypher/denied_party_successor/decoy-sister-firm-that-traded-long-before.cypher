// expect = []
CREATE (o:Party {id: 'P-old', name: 'Vostok Trade', listed: true})-[:NAMED_IN]->(:Denial {id: 'D1', kind: 'listing', valid_from: date('2021-03-01'), known_from: date('2021-03-01')}),
       (n:Party {id: 'P-sis', name: 'Sister', registered_on: date('2005-06-01')}),
       (a:Address {id: 'A1', text: '5 Mill Lane', normal: '5 mill lane'}), (c:Contact {id: 'C1', kind: 'phone', value: '+1'}),
       (o)-[:LOCATED_AT]->(a), (n)-[:LOCATED_AT]->(a), (o)-[:REACHED_AT]->(c), (n)-[:REACHED_AT]->(c),
       (n)-[:PARTY_TO {role: 'exporter'}]->(:Shipment {id: 'S0', date: date('2018-09-01')}),
       (n)-[:PARTY_TO {role: 'exporter'}]->(:Shipment {id: 'S1', date: date('2022-09-01')})
