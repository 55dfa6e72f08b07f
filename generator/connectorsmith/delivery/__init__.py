"""Everything that touches the disk, archives or other programs: specs in, packages out."""
