"""The process: settings, wiring, running, the command line; the only room that may import all the others."""
