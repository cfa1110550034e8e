"""The grammar that swaps names, addresses, goods, codes, dates and amounts, and adds the noise of real files."""
