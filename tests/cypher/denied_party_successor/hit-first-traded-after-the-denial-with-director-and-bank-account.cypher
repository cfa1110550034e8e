// expect = [{ party_id = "P-new", started_on = 2021-09-01, started = "first traded", shared = 2 }]
CREATE (o:Party {id: 'P-old', name: 'Vostok Trade', listed: true})-[:NAMED_IN]->(:Denial {id: 'D1', kind: 'listing', valid_from: date('2021-03-01'), known_from: date('2021-03-01')}),
       (n:Party {id: 'P-new', name: 'Shelf Company', registered_on: date('2015-06-01')}),
       (d:Party {id: 'P-dir', name: 'Ivan Director', kind: 'person'}), (c:Contact {id: 'C1', kind: 'bank_account', value: 'IBAN'}),
       (d)-[:OFFICER_OF]->(o), (d)-[:OFFICER_OF]->(n), (o)-[:REACHED_AT]->(c), (n)-[:REACHED_AT]->(c),
       (n)-[:PARTY_TO {role: 'consignee'}]->(:Shipment {id: 'S1', date: date('2021-09-01')})
