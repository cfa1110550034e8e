// expect = [{ company_id = "C", low = 55.0, high = 60.0, certainty = "certain", owners = ["Anna", "Boris"] }]
CREATE (d:Denial {id: 'D1', kind: 'listing', title: 'SDN', valid_from: date('2020-01-01'), known_from: date('2020-01-01')}),
       (a:Party {id: 'A', name: 'Anna', listed: true})-[:NAMED_IN]->(d), (b:Party {id: 'B', name: 'Boris', listed: true})-[:NAMED_IN]->(d),
       (c:Party {id: 'C', name: 'Company'}),
       (a)-[:OWNS {share_min: 25.0, share_max: 30.0}]->(c), (b)-[:OWNS {share_min: 30.0, share_max: 30.0}]->(c),
       (a)-[:LISTED_STAKE {share_min: 25.0, share_max: 30.0, total_min: 55.0, total_max: 60.0, inferred: true}]->(c),
       (b)-[:LISTED_STAKE {share_min: 30.0, share_max: 30.0, total_min: 55.0, total_max: 60.0, inferred: true}]->(c)
