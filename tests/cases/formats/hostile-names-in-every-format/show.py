import csv, json
import xml.etree.ElementTree as xml
space = "{http://graphml.graphdrawing.org/xmlns}"
key = {k.get("attr.name"): k.get("id") for k in xml.parse("net.graphml").iter(space + "key") if k.get("for") == "node"}
print("GraphML", sorted(ascii(d.text) for d in xml.parse("net.graphml").iter(space + "data") if d.get("key") == key["label"]))
print("JSON   ", sorted(ascii(n["label"]) for n in json.load(open("net.json", encoding="utf-8"))["nodes"]))
print("CSV    ", sorted(ascii(n["Label"]) for n in csv.DictReader(open("net.nodes.csv", encoding="utf-8", newline=""))))
