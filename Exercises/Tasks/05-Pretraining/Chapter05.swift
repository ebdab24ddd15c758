/// What the exercises of chapter 5 give and how they are judged.
public enum Chapter05 {}
