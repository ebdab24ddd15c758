/// What the exercises of chapter 6 give and how they are judged.
public enum Chapter06 {}
