"""What pages share: the shell around a page, filters and their address, evidence, the article reader, states."""
