/// What the exercises of chapter 2 give and how they are judged.
public enum Chapter02 {}
