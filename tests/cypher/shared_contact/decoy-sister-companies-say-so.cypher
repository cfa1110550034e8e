// # One owner of both; and a pair of which one owns the other.
// expect = []
CREATE (c:Contact {id: 'C1', kind: 'phone', value: '+1'}), (e:Contact {id: 'C2', kind: 'email', value: 'x@y.example'}),
       (o:Party {id: 'P0', name: 'Owner'})-[:OWNS]->(a:Party {id: 'P1', name: 'A'}), (o)-[:OWNS]->(b:Party {id: 'P2', name: 'B'}),
       (a)-[:REACHED_AT]->(c), (b)-[:REACHED_AT]->(c), (o)-[:REACHED_AT]->(e), (a)-[:REACHED_AT]->(e),
       (a)-[:PARTY_TO {role: 'exporter'}]->(:Shipment {id: 'S1', date: date('2024-02-01'), destination: 'RU'})
