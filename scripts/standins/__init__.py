"""Stand-ins for what cannot be had on one machine; each says what it stands for and what it leaves out."""
