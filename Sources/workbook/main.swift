import WorkbookCore
print("placeholder")
