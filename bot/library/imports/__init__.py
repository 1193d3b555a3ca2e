"""Lists as staff get them (Excel, CSV, PDF tables) become changes to agencies.csv and contacts.csv.

A file is read into a Grid (`reading`), its headings are recognised (`headings`), the rows under them become records
(`records`), and a plan says what they add, change and no longer name (`agencies`, `contacts`). Nothing here writes.
"""
