// # Thirty firms at one door, and the agent itself at another.
// expect = []
CREATE (l:Party {id: 'P-listed', name: 'Listed Ltd', listed: true})-[:NAMED_IN]->(:Denial {id: 'D1', kind: 'listing', authority: 'US-BIS', valid_from: date('2020-01-10'), known_from: date('2020-01-10')}),
       (l)-[:LOCATED_AT]->(a:Address {id: 'A1', text: 'Suite 5, Nominee House 1', normal: 'suite 5 nominee house 1'}),
       (l)-[:LOCATED_AT]->(b:Address {id: 'A2', text: '2 Agent Street', normal: '2 agent street'}),
       (:Party {id: 'P-agent', name: 'Agents Inc', intermediary: 'registered agent'})-[:LOCATED_AT]->(b)
FOREACH (n IN range(1, 30) | CREATE (:Party {id: 'P' + toString(n), name: 'Client ' + toString(n)})-[:LOCATED_AT]->(a))
