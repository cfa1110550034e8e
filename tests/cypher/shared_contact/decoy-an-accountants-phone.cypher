// # Twelve clients on one line; and a known agent with one client.
// expect = []
CREATE (c:Contact {id: 'C1', kind: 'phone', value: '+1'}), (d:Contact {id: 'C2', kind: 'phone', value: '+2'}),
       (:Party {id: 'P-agent', name: 'Agents Inc', intermediary: 'registered agent'})-[:REACHED_AT]->(d),
       (x:Party {id: 'P-x', name: 'Client'})-[:REACHED_AT]->(d),
       (x)-[:PARTY_TO {role: 'exporter'}]->(:Shipment {id: 'S1', date: date('2024-02-01'), destination: 'RU'}),
       (x)-[:REACHED_AT]->(c)
FOREACH (n IN range(1, 11) | CREATE (:Party {id: 'P' + toString(n), name: 'Client ' + toString(n)})-[:REACHED_AT]->(c))
