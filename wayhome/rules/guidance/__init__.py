"""The sources as data: what each nation's law and guidance, and the local protocol, ask for."""
