// expect = [{ party_id = "P-new", address_id = "A1", listed = ["Listed Ltd"], at_address = 2 }]
CREATE (l:Party {id: 'P-listed', name: 'Listed Ltd', listed: true})-[:NAMED_IN]->(:Denial {id: 'D1', kind: 'listing', authority: 'US-BIS', valid_from: date('2022-01-10'), known_from: date('2022-01-10')}),
       (l)-[:LOCATED_AT]->(a:Address {id: 'A1', text: 'Room 1318, 610 Harbour Road', normal: 'room 1318 610 harbour road'}),
       (:Party {id: 'P-new', name: 'Bright Future Trading'})-[:LOCATED_AT]->(a)
