"""What MkDocs loads while it renders: Markdown of ours in, rows, term links and language marks in HTML out."""
