"""How it looks: GOV.UK components, base page, forms, the wording of sentences; knows no case words."""
