"""How the trained part of the pipeline is made: seed texts, the grammar that multiplies them, training, evaluation."""
